"""The closed, frozen model of an edition, in the field's words. It knows no format and no file."""
