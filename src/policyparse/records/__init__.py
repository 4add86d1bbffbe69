"""What flows through the pipeline (`found`) and what is published (`tables`, `document`)."""
