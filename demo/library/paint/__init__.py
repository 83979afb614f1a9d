"""Paints scenes that look like photos, with numpy alone: noise, light and perspective."""
