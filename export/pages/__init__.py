"""What stands on the pages of snapshots and briefs: blocks of a document, out of the content of a specification."""
