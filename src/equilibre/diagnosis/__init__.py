"""The self-diagnosis: a shipped bank of questions, and one rule each for what is asked and concluded."""
