"""A session held together: its format, what each one answers, what the room said, its minutes."""
