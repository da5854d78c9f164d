# A report on standard error.
class P:
    @property
    def v(self):
        return self._v
P().v
