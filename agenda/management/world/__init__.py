"""A made-up record of any size, for measuring: in our own words, the same for the same seed."""
