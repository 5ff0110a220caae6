"""What the coded material shows: agreement, comparison and wording. Pure arithmetic over plain records."""
