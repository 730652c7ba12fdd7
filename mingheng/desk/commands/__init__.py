"""Commands of the whole installation, one file each: `mingheng <file name>`."""
