"""What a page says, as plain data: blocks of `page`, one module for each page of the app."""
