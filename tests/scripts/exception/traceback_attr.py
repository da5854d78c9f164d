# A report on standard error.
class Foo:
    def bar(self):
        return self.bazz
    baz = 1
Foo().bar()
