"""What every record is held against, whoever filled it: the pipeline after extraction, review after each edit."""
