"""What commands do for editors: everything here can be done in the file by hand, too."""
