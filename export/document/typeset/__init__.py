"""A document handed to the typesetter: text, colours and lengths as data, and the templates that set them."""
