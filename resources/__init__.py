"""Icons, translations, sample speeches, the table of usual phrases, Word styles: data of the program."""
