"""Who may do what, passwords, tokens and seals. Pure: it knows neither the database nor the web."""
