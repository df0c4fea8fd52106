"""People who act together around one application: who has access, how they come in, what each saw and did."""
