"""Views: choices in, a View out. Only here are questions asked."""
