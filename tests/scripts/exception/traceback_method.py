# A report on standard error.
class A:
    def m(self): return self.n(1) + 2
    def n(self, k): return k + None
A().m()
