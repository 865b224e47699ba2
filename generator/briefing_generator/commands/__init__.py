"""The commands of the command line, a module each: they ask the rooms and say what they answered."""
