"""The check of a findings text: quantifier words against counts, quotes and labels against what was said."""
