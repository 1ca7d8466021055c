//! stub
pub fn best(_: &[(usize, usize, u32)]) -> Vec<(usize, usize)> {
    Vec::new()
}
