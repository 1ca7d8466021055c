//! How the words of a run look.

/// How the words of a run look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Run {
    /// Whether they are bold.
    pub(crate) is_bold: bool,
    /// Whether they are slanted.
    pub(crate) is_italic: bool,
    /// Whether they are raised.
    pub(crate) is_raised: bool,
    /// Whether nobody sees them.
    pub(crate) is_hidden: bool,
    /// Whether they are a mark that a page of `vp` has: whose something is, how it stands.
    pub(crate) is_mark: bool,
}

impl Run {
    /// Takes a property of the run.
    pub(crate) fn take(&mut self, name: &str, value: Option<&str>) {
        let is_on = value.is_none_or(|value| !matches!(value, "0" | "false" | "none" | "off"));
        match name {
            "b" => self.is_bold = is_on,
            "i" => self.is_italic = is_on,
            "vanish" => self.is_hidden = is_on,
            "vertAlign" => self.is_raised = value == Some("superscript"),
            "rStyle" => {
                self.is_mark = value.is_some_and(|style| style.starts_with("VpMarke"));
                self.is_bold |= value == Some("Strong");
                self.is_italic |= value == Some("Emphasis");
            }
            _ => {}
        }
    }
}
