/** Says that no real money moves: shown wherever the functions run against the sandbox. */
Component({})
