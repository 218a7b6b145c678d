"""A session held together: the host, the big screen, the phones; what is answered, shown and decided."""
