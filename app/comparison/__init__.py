"""What documents share: one pure function a stage, each from the stage before."""
