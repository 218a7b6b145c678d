"""The self-diagnosis on screen: described answers, a result without a score, private links."""
