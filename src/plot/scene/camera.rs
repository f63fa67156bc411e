//! From space to the screen and back.

use super::{Point, Scene};

/// The direction a three-dimensional scene is seen from. Orthographic: parallel lines stay parallel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Camera {
    /// Turn about the third axis, in radians.
    pub yaw: f64,
    /// Height above the plane of the first two axes, in radians; ±π/2 looks straight down or up.
    pub pitch: f64,
}

impl Default for Camera {
    fn default() -> Self {
        Camera {
            yaw: 0.6,
            pitch: 0.42,
        }
    }
}

impl Camera {
    /// Turns by a step; the pitch stops short of the poles, where left and right would swap.
    #[must_use]
    pub fn orbit(self, d_yaw: f64, d_pitch: f64) -> Self {
        let yaw = (self.yaw + d_yaw) % std::f64::consts::TAU;
        Camera {
            yaw: if yaw.is_finite() { yaw } else { 0.0 },
            pitch: (self.pitch + d_pitch).clamp(-1.5, 1.5),
        }
    }
}

/// A scene seen by a camera in a figure of some size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct View {
    /// Rows: to the right, up, towards the reader.
    axes: [Point; 3],
    center: (f64, f64),
    /// CSS pixels for one unit of space.
    scale: f64,
    flat: bool,
}

impl View {
    #[must_use]
    pub fn new(scene: &Scene, camera: &Camera, (width, height): (f64, f64)) -> Self {
        let flat = scene.dims < 3;
        let side = width.min(height).clamp(10.0, 20_000.0);
        // A cube seen from a corner is √3 wider than from the front; a little of that is given away.
        let fill = if flat { 0.46 } else { 0.44 };
        View {
            axes: if flat { FRONT } else { turned(camera) },
            center: (width / 2.0, height / 2.0),
            scale: fill * side / scene.safe_extent(),
            flat,
        }
    }

    /// CSS pixels from the left and the top.
    #[must_use]
    pub fn project(&self, p: Point) -> (f64, f64) {
        (
            self.center.0 + self.scale * dot(self.axes[0], p),
            self.center.1 - self.scale * dot(self.axes[1], p),
        )
    }

    /// How near a point is to the reader, in units of space.
    #[must_use]
    pub fn depth(&self, p: Point) -> f64 {
        dot(self.axes[2], p)
    }

    /// The point under a pixel, in the plane through `near` parallel to the screen.
    /// In two dimensions that is the inverse of [`View::project`], whatever `near` is.
    #[must_use]
    pub fn unproject(&self, (x, y): (f64, f64), near: Point) -> Point {
        let right = (x - self.center.0) / self.scale;
        let up = (self.center.1 - y) / self.scale;
        let towards = if self.flat { 0.0 } else { self.depth(near) };
        let [r, u, t] = self.axes;
        std::array::from_fn(|k| right * r[k] + up * u[k] + towards * t[k])
    }

    /// CSS pixels for one unit of space.
    #[must_use]
    pub fn pixels_per_unit(&self) -> f64 {
        self.scale
    }
}

const FRONT: [Point; 3] = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];

/// Third axis up, first axis towards the lower left at a positive yaw.
fn turned(camera: &Camera) -> [Point; 3] {
    let (sy, cy) = (libm::sin(camera.yaw), libm::cos(camera.yaw));
    let (sp, cp) = (libm::sin(camera.pitch), libm::cos(camera.pitch));
    if !(sy * sp).is_finite() {
        return FRONT;
    }
    [
        [-sy, cy, 0.0],
        [-cy * sp, -sy * sp, cp],
        [cy * cp, sy * cp, sp],
    ]
}

pub(super) fn dot(a: Point, b: Point) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back_again() {
        for dims in [2, 3] {
            let scene = Scene::new(dims).with_extent(3.0);
            let view = View::new(
                &scene,
                &Camera {
                    yaw: 2.0,
                    pitch: -0.7,
                },
                (640.0, 480.0),
            );
            let p = [1.2, -0.4, if dims == 3 { 2.2 } else { 0.0 }];
            let back = view.unproject(view.project(p), p);
            assert!((0..3).all(|k| (back[k] - p[k]).abs() < 1e-12), "{back:?}");
        }
    }

    #[test]
    fn the_axes_of_the_screen_are_orthonormal() {
        let axes = turned(&Camera {
            yaw: 0.7,
            pitch: 0.3,
        });
        for i in 0..3 {
            for j in 0..3 {
                let expected = if i == j { 1.0 } else { 0.0 };
                assert!((dot(axes[i], axes[j]) - expected).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn a_broken_camera_looks_from_the_front() {
        let scene = Scene::new(3).with_extent(f64::NAN);
        let broken = Camera {
            yaw: f64::NAN,
            pitch: 0.0,
        };
        let (x, y) = View::new(&scene, &broken, (100.0, 100.0)).project([0.0; 3]);
        assert_eq!((x, y), (50.0, 50.0));
    }
}
