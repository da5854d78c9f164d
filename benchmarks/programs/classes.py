class Shape:
    def __init__(self, size):
        self.size = size

    def area(self):
        return 0

    @property
    def double(self):
        return self.size * 2


class Square(Shape):
    def area(self):
        return self.size * self.size


class Circle(Shape):
    def __init__(self, size):
        super().__init__(size)
        self.name = "circle"

    def area(self):
        return 3 * self.size * self.size


total = 0
for i in range(400_000):
    shape = Square(i % 10) if i % 2 else Circle(i % 10)
    total += shape.area() + shape.double
print(total)
