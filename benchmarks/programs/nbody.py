import math


class Body:
    def __init__(self, x, y, z, vx, vy, vz, mass):
        self.x, self.y, self.z = x, y, z
        self.vx, self.vy, self.vz = vx, vy, vz
        self.mass = mass


def advance(bodies, dt):
    for i in range(len(bodies)):
        a = bodies[i]
        for j in range(i + 1, len(bodies)):
            b = bodies[j]
            dx = a.x - b.x
            dy = a.y - b.y
            dz = a.z - b.z
            mag = dt / ((dx * dx + dy * dy + dz * dz) * math.sqrt(dx * dx + dy * dy + dz * dz))
            a.vx -= dx * b.mass * mag
            a.vy -= dy * b.mass * mag
            a.vz -= dz * b.mass * mag
            b.vx += dx * a.mass * mag
            b.vy += dy * a.mass * mag
            b.vz += dz * a.mass * mag
    for b in bodies:
        b.x += dt * b.vx
        b.y += dt * b.vy
        b.z += dt * b.vz


bodies = [Body(0, 0, 0, 0, 0, 0, 39.47), Body(4.84, -1.16, -.10, .6, 2.8, -.02, .037), Body(8.34, 4.12, -4.1, -1.01, 1.8, .008, .011),
          Body(12.89, -15.11, -.22, 1.08, .86, -.01, .0017), Body(15.37, -25.9, .179, .97, .59, -.03, .002)]
for _ in range(30_000):
    advance(bodies, 0.01)
print("%.6f" % bodies[0].x)
