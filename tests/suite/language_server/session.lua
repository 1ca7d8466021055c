-- A session of Neovim without a screen: findings, completion, the way to an id, and another id, written into the files.
local program, result = vim.env.VP_PROGRAM, {}

local function wait(what, is_so)
  if not vim.wait(30000, is_so, 20) then
    error("waited in vain for " .. what)
  end
end

local function run()
  vim.cmd("edit plans/2026/plan.yaml")
  local plan = vim.api.nvim_get_current_buf()
  local options = { name = "vp", cmd = { program, "lsp" }, root_dir = vim.fn.getcwd(), capabilities = vim.lsp.protocol.make_client_capabilities() }
  local start = vim.lsp.start_client or function(config)
    return vim.lsp.start(config)
  end
  local id = start(options)
  vim.lsp.buf_attach_client(plan, id)
  local client = vim.lsp.get_client_by_id(id)
  wait("the server", function()
    return client.initialized ~= nil and client.server_capabilities ~= nil
  end)

  -- A slip after a sign outside the basic plane, typed and taken back.
  local line = vim.fn.search("enhet: Norr") - 1
  local written = vim.api.nvim_buf_get_lines(plan, line, line + 1, true)[1]
  vim.api.nvim_buf_set_lines(plan, line, line + 1, true, { (written:gsub("enhet:", "ehnet:")) })
  local function slip()
    for _, found in ipairs(vim.diagnostic.get(plan)) do
      if found.code == "VP0103" then
        return found
      end
    end
  end
  wait("the slip", slip)
  local found = slip()
  result.slip = vim.api.nvim_buf_get_lines(plan, found.lnum, found.lnum + 1, true)[1]:sub(found.col + 1, found.end_col)
  vim.api.nvim_buf_set_lines(plan, line, line + 1, true, { written })
  wait("the slip to be gone", function()
    return not slip()
  end)

  local function ask(buffer, method, more)
    local params = vim.tbl_extend("force", vim.lsp.util.make_position_params(0, client.offset_encoding), more or {})
    local answers = vim.lsp.buf_request_sync(buffer, method, params, 30000)
    return answers[id].result
  end
  -- Completion below an indicator of the follow-up.
  vim.cmd("write | edit plans/2026/t1.yaml")
  local report = vim.api.nvim_get_current_buf()
  vim.lsp.buf_attach_client(report, id)
  vim.api.nvim_buf_set_lines(report, -1, -1, true, { "    " })
  vim.api.nvim_win_set_cursor(0, { vim.api.nvim_buf_line_count(report), 4 })
  result.offered = {}
  for _, item in ipairs(ask(report, "textDocument/completion").items) do
    table.insert(result.offered, item.label)
  end
  vim.cmd("undo")
  -- The way to the indicator.
  vim.fn.search("tid:")
  local place = ask(report, "textDocument/definition")
  place = place[1] or place
  result.definition = { vim.fn.fnamemodify(vim.uri_to_fname(place.uri), ":."), place.range.start.line }
  -- Another id, in both files.
  vim.lsp.buf.rename("svarstid")
  wait("the new id", function()
    return table.concat(vim.api.nvim_buf_get_lines(report, 0, -1, true), "\n"):find("svarstid") ~= nil
  end)
  vim.cmd("wall")
end

local is_well, words = pcall(run)
if not is_well then
  result.failed = tostring(words)
end
local file = io.open("result.json", "w")
file:write(vim.fn.json_encode(result))
file:close()
for _, client in pairs((vim.lsp.get_clients or vim.lsp.get_active_clients)()) do
  client.stop()
end
vim.cmd("qall!")
