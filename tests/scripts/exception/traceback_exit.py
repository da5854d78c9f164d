# A report on standard error.
import sys
print("bye")
sys.exit("error text")
