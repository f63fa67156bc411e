//! The table in `src/lib.rs`, read as the rule it states: the layers, and what each may import.

/// One row of the table.
struct Layer {
    name: String,
    web: bool,
    /// The names in its last column.
    imports: Vec<String>,
}

pub struct Map(Vec<Layer>);

impl Map {
    /// Reads the rows `` //! | [`linalg`] | what it is | may import | ``.
    pub fn read(lib: &str) -> Self {
        let rows = lib
            .lines()
            .filter_map(|line| line.strip_prefix("//! |"))
            .map(|row| row.trim_end_matches('|').split('|').collect::<Vec<_>>());
        let layers = rows.filter_map(|row| match row[..] {
            [name, what, imports] => Some(Layer {
                name: quoted(name).into_iter().next()?,
                web: what.contains("feature `"),
                imports: quoted(imports),
            }),
            _ => None,
        });
        Self(layers.collect())
    }

    pub fn names(&self) -> Vec<&str> {
        self.0.iter().map(|layer| layer.name.as_str()).collect()
    }

    pub fn is_layer(&self, name: &str) -> bool {
        self.0.iter().any(|layer| layer.name == name)
    }

    /// A layer that builds without a browser; `labs` is mixed and not one of them.
    pub fn is_pure(&self, name: &str) -> bool {
        let layer = self.0.iter().find(|layer| layer.name == name);
        layer.is_some_and(|layer| !layer.web && name != "labs")
    }

    /// May files of `from` import `to`? (`ui` in a lab's views is the caller's exception.)
    pub fn may_import(&self, from: &str, to: &str) -> bool {
        match from {
            "app" => true,
            "ui" | "labs" => self.is_pure(to),
            _ => self
                .0
                .iter()
                .any(|layer| layer.name == from && layer.imports.iter().any(|name| name == to)),
        }
    }
}

/// The `` `quoted` `` names in a cell.
fn quoted(cell: &str) -> Vec<String> {
    let names = cell.split('`').skip(1).step_by(2);
    names.map(str::to_owned).collect()
}
