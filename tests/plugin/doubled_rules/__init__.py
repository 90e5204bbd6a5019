"""Rules of a third party's: every module of this package that holds a rule is found."""
