"""What changes a case: the document, its commands, the review tour."""
