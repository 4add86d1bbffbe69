"""Other projects' cases for numbers, and how they are read by us and by other packages."""
