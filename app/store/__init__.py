"""How the study is kept: the tables, and the questions we ask of them."""
