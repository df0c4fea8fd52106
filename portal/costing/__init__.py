"""What a scheme costs over a whole caseload: files of people, simulation, report, calibration. Loaded by commands."""
