"""What makes whole classes of mistakes impossible: used by ``tests/conftest.py`` for every test."""
