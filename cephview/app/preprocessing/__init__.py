"""The form in which a user says what a model's file does not, with the film live beside it."""
