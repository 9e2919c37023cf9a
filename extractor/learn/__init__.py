"""The paper generator, training, calibration, evaluation."""
