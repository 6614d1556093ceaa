"""The house style: works, loci and dates as model inlines, never as strings of a format."""
