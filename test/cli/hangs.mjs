// A program that takes everything and answers nothing, to be killed with.
process.stdin.resume()
