using System.Text.Json;
using Executor.Simulator.Engine;
using Microsoft.Data.Sqlite;

namespace Executor.Simulator.Paper;

/// <summary>
/// The paper exchange's books in one SQLite file. A batch of changes is one transaction, on disk when <see cref="Save"/> returns: a
/// process that dies at any instant leaves books that equal a prefix of its history.
/// </summary>
public sealed class PaperBooks : IDisposable
{
    private readonly SqliteConnection _connection;

    private PaperBooks(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens the books, or begins new ones where there is no file.</summary>
    /// <exception cref="SqliteException">The file cannot be opened, or is something else.</exception>
    /// <exception cref="InvalidDataException">The file was written by another version.</exception>
    public static PaperBooks Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            connection.Open();
            Run(connection, "PRAGMA journal_mode = WAL");
            Run(connection, "PRAGMA synchronous = FULL");
            PaperBooksSchema.Prepare(connection);
            return new PaperBooks(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Everything written so far.</summary>
    public EngineState Read() => PaperBooksReader.Read(_connection);

    /// <summary>Writes the changes, all or none; they survive the loss of power when this returns.</summary>
    /// <exception cref="SqliteException">Not written, or not known to be: read the books before going on.</exception>
    public void Save(EngineState changes)
    {
        if (changes.IsEmpty)
            return;
        using var transaction = _connection.BeginTransaction();
        Write(changes, transaction);
        transaction.Commit();
    }

    /// <summary>Time of the newest row of a feed that the market of <paramref name="symbol"/> has lived through, UTC; null before the first.</summary>
    public DateTimeOffset? FeedMarkOf(string symbol)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT row_at FROM feed_marks WHERE symbol = $symbol";
        command.Parameters.AddWithValue("$symbol", symbol);
        using var row = command.ExecuteReader();
        return row.Read() ? row.GetDateTimeOffset(0) : null;
    }

    /// <summary>Remembers that the market of <paramref name="symbol"/> has lived through the row of that time.</summary>
    public void MarkFeed(string symbol, DateTimeOffset rowAt)
    {
        using var transaction = _connection.BeginTransaction();
        Put(transaction, "feed_marks (symbol, row_at)", symbol, rowAt);
        transaction.Commit();
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _connection.Dispose();

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private void Write(EngineState changes, SqliteTransaction transaction)
    {
        if (changes.IsReset)
            Empty(transaction);
        foreach (var symbol in changes.Symbols)
        {
            Put(transaction, "symbols (symbol, rules, last_price, last_at, next_order_id, next_trade_id, status, next_execution_id)",
                symbol.Rules.Symbol, JsonSerializer.Serialize(symbol.Rules), symbol.LastPrice, symbol.LastAt, symbol.NextOrderId,
                symbol.NextTradeId, symbol.Status.ToString(), symbol.NextExecutionId);
        }
        foreach (var order in changes.Orders)
        {
            var report = order.Report;
            Put(transaction, """
                orders (symbol, order_id, client_order_id, list_id, side, type, time_in_force, price, stop_price, quantity, executed,
                    quote_executed, status, is_working, expiry_reason, amendments, updated_at, account,
                    account_symbol, side_effect, auto_repay_at_cancel, loan, created_at, working_at, cancel_id, extras, trailing_extreme,
                    trailing_since, lock_price)
                """,
                report.Symbol, report.OrderId, report.ClientOrderId, report.OrderListId, report.Side.ToString(), report.Type.ToString(),
                order.TimeInForce.ToString(), report.Price, report.StopPrice, report.Quantity, report.ExecutedQuantity, report.QuoteQuantity,
                report.Status.ToString(), report.IsWorking, report.ExpiryReason, order.Amendments, report.UpdatedAt,
                order.Account.Kind.ToString(), order.Account.Symbol, order.SideEffect.ToString(), order.AutoRepayAtCancel, order.Loan,
                order.CreatedAt, order.WorkingAt, order.CancelId,
                order.Extras == OrderExtras.None ? null : JsonSerializer.Serialize(order.Extras), order.TrailingExtreme, order.TrailingSince,
                order.LockPrice);
        }
        foreach (var list in changes.Lists)
        {
            Put(transaction,
                "lists (id, symbol, client_order_id, account, account_symbol, working_order_id, is_paid_by_working, collected, changed_at)",
                list.Id, list.Symbol, list.ClientOrderId, list.Account.Kind.ToString(), list.Account.Symbol, list.WorkingOrderId,
                list.IsPaidByWorking, list.Collected, list.ChangedAt);
        }
        foreach (var (symbol, fill) in changes.Trades)
        {
            Put(transaction, "trades (symbol, trade_id, order_id, price, quantity, commission, commission_asset, at, is_maker)",
                symbol, fill.TradeId, fill.OrderId, fill.Price, fill.Quantity, fill.Commission, fill.CommissionAsset, fill.At,
                fill.IsMaker);
        }
        WriteAccounts(changes, transaction);
    }

    private void WriteAccounts(EngineState changes, SqliteTransaction transaction)
    {
        foreach (var (account, dueAt) in changes.Accounts)
            Put(transaction, "accounts (account, account_symbol, interest_due_at)", account.Kind.ToString(), account.Symbol, dueAt);
        foreach (var (account, balance) in changes.Balances)
        {
            Put(transaction, "balances (account, account_symbol, asset, free, locked, borrowed, interest)",
                account.Kind.ToString(), account.Symbol, balance.Asset, balance.Free, balance.Locked, balance.Borrowed, balance.Interest);
        }
        foreach (var (account, loan) in changes.Loans)
        {
            Put(transaction, """
                loans (account, account_symbol, transaction_id, kind, asset, amount, principal, interest, status, is_automatic, at)
                """,
                account.Kind.ToString(), account.Symbol, loan.TransactionId, loan.Kind.ToString(), loan.Asset, loan.Amount, loan.Principal,
                loan.Interest, loan.Status.ToString(), loan.IsAutomatic, loan.At);
        }
        foreach (var (account, charge) in changes.Interest)
        {
            Put(transaction, "interest_charges (number, account, account_symbol, asset, principal, amount, rate, is_on_borrow, at)",
                charge.Number, account.Kind.ToString(), account.Symbol, charge.Asset, charge.Principal, charge.Amount, charge.Rate, charge.IsOnBorrow, charge.At);
        }
    }

    private void Empty(SqliteTransaction transaction)
    {
        using var command = _connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText =
            "DELETE FROM orders; DELETE FROM lists; DELETE FROM trades; DELETE FROM accounts; DELETE FROM balances; DELETE FROM loans; " +
            "DELETE FROM interest_charges";
        command.ExecuteNonQuery();
    }

    private void Put(SqliteTransaction transaction, string target, params ReadOnlySpan<object?> values)
    {
        using var command = _connection.CreateCommand();
        command.Transaction = transaction;
        for (var index = 0; index < values.Length; index++)
            command.Parameters.AddWithValue("$" + index, values[index] ?? DBNull.Value);
        var placeholders = string.Join(", ", command.Parameters.Cast<SqliteParameter>().Select(parameter => parameter.ParameterName));
#pragma warning disable CA2100 // the target is one of the literals above; every value is a parameter
        command.CommandText = $"INSERT OR REPLACE INTO {target} VALUES ({placeholders})";
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
