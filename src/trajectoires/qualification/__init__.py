"""Accounts in, « voici votre modèle » out."""
