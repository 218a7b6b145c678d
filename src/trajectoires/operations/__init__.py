"""What whoever runs the site needs beside serving it: back up, restore."""
