"""Mediators, sessions, offers and agreements (条例 Art 33; 人民调解法)."""
