"""What a map shows, as data: layers of shapes and marks with their legend. Screen, picture, slide and page draw it."""
