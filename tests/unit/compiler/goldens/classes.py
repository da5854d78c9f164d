@register
class C(Base, metaclass=Meta, **options):
    """About C."""
    field: int = 1
    def __init__(self, name):
        super().__init__(name)
        self.__name = name
        super().kind
