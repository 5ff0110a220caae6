"""`python -m app` does what `commonground` does."""

from app.cli import main

if __name__ == "__main__":
    main()
