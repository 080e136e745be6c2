using System.Collections.Immutable;
using System.Text.Json;
using Executor.Core.Exchange;
using Executor.Simulator.Engine;
using Executor.Simulator.Engine.Margin;
using Microsoft.Data.Sqlite;

namespace Executor.Simulator.Paper;

/// <summary>Reads the books without writing to them, also while another process keeps them or after it was killed.</summary>
public static class PaperBooksReader
{
    /// <summary>Everything in the books at one moment.</summary>
    /// <exception cref="SqliteException">There are no books at <paramref name="path"/>.</exception>
    public static EngineState Read(string path)
    {
        var builder = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        using var connection = new SqliteConnection(builder.ToString());
        connection.Open();
        return Read(connection);
    }

    internal static EngineState Read(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction(deferred: true); // one moment for all tables
        return new EngineState
        {
            Symbols = All(connection, transaction,
                "SELECT rules, last_price, last_at, next_order_id, next_trade_id, status, next_execution_id FROM symbols ORDER BY symbol", ToSymbol),
            Orders = All(connection, transaction, """
                SELECT symbol, order_id, client_order_id, list_id, side, type, time_in_force, price, stop_price, quantity, executed,
                    quote_executed, status, is_working, expiry_reason, amendments, updated_at, account, account_symbol, side_effect,
                    auto_repay_at_cancel, loan, created_at, working_at, cancel_id, extras, trailing_extreme, trailing_since, lock_price
                FROM orders ORDER BY symbol, order_id
                """, ToOrder),
            Lists = All(connection, transaction, """
                SELECT id, symbol, client_order_id, account, account_symbol, working_order_id, is_paid_by_working, collected, changed_at
                FROM lists
                ORDER BY id
                """, ToList),
            Trades = All(connection, transaction, """
                SELECT symbol, trade_id, order_id, price, quantity, commission, commission_asset, at, is_maker FROM trades
                ORDER BY symbol, trade_id
                """, ToTrade),
            Accounts = Sorted(All(connection, transaction, "SELECT account, account_symbol, interest_due_at FROM accounts",
                row => new AccountState(AccountAt(row, 0), row.IsDBNull(2) ? null : row.GetDateTimeOffset(2))), state => state.Key),
            Balances = Sorted(All(connection, transaction,
                "SELECT account, account_symbol, asset, free, locked, borrowed, interest FROM balances ORDER BY asset", ToBalance), state => state.Account),
            Loans = All(connection, transaction, """
                SELECT account, account_symbol, transaction_id, kind, asset, amount, principal, interest, status, is_automatic, at FROM loans
                ORDER BY transaction_id
                """, ToLoan),
            Interest = All(connection, transaction, """
                SELECT number, account, account_symbol, asset, principal, amount, rate, is_on_borrow, at FROM interest_charges ORDER BY number
                """, ToInterest),
        };
    }

    /// <summary>By the order of accounts, which is not that of their names; rows of one account keep theirs.</summary>
    private static ImmutableArray<T> Sorted<T>(ImmutableArray<T> rows, Func<T, AccountKey> account) => [.. rows.OrderBy(account)];

    private static ImmutableArray<T> All<T>(
        SqliteConnection connection, SqliteTransaction transaction, string sql, Func<SqliteDataReader, T> read)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // literals of this class only
        command.CommandText = sql;
#pragma warning restore CA2100
        using var rows = command.ExecuteReader();
        var all = ImmutableArray.CreateBuilder<T>();
        while (rows.Read())
            all.Add(read(rows));
        return all.ToImmutable();
    }

    private static SymbolState ToSymbol(SqliteDataReader row)
    {
        var rules = JsonSerializer.Deserialize<SymbolRules>(row.GetString(0)) ?? throw new InvalidDataException("A symbol has no rules.");
        return new SymbolState(rules, row.GetDecimal(1), row.GetDateTimeOffset(2), row.GetInt64(3), row.GetInt64(4))
        {
            Status = Enum.Parse<MarketStatus>(row.GetString(5)),
            NextExecutionId = row.GetInt64(6),
        };
    }

    private static OrderState ToOrder(SqliteDataReader row)
    {
        var report = new OrderReport
        {
            Symbol = row.GetString(0),
            OrderId = row.GetInt64(1),
            ClientOrderId = row.GetString(2),
            OrderListId = row.IsDBNull(3) ? null : row.GetInt64(3),
            Side = Enum.Parse<OrderSide>(row.GetString(4)),
            Type = Enum.Parse<OrderType>(row.GetString(5)),
            Price = row.IsDBNull(7) ? null : row.GetDecimal(7),
            StopPrice = row.IsDBNull(8) ? null : row.GetDecimal(8),
            Quantity = row.GetDecimal(9),
            ExecutedQuantity = row.GetDecimal(10),
            QuoteQuantity = row.GetDecimal(11),
            Status = Enum.Parse<OrderStatus>(row.GetString(12)),
            IsWorking = row.GetBoolean(13),
            ExpiryReason = row.IsDBNull(14) ? null : row.GetString(14),
            UpdatedAt = row.GetDateTimeOffset(16),
        };
        return new OrderState(report, Enum.Parse<TimeInForce>(row.GetString(6)), row.GetInt32(15))
        {
            Account = AccountAt(row, 17),
            SideEffect = Enum.Parse<SideEffect>(row.GetString(19)),
            AutoRepayAtCancel = row.GetBoolean(20),
            Loan = row.GetDecimal(21),
            CreatedAt = row.IsDBNull(22) ? report.UpdatedAt : row.GetDateTimeOffset(22),
            WorkingAt = row.IsDBNull(23) ? null : row.GetDateTimeOffset(23),
            CancelId = row.IsDBNull(24) ? null : row.GetString(24),
            Extras = row.IsDBNull(25) ? OrderExtras.None : ToExtras(row.GetString(25)),
            TrailingExtreme = row.IsDBNull(26) ? null : row.GetDecimal(26),
            TrailingSince = row.IsDBNull(27) ? null : row.GetDateTimeOffset(27),
            LockPrice = row.IsDBNull(28) ? null : row.GetDecimal(28),
        };
    }

    private static OrderExtras ToExtras(string json) =>
        JsonSerializer.Deserialize<OrderExtras>(json) ?? throw new InvalidDataException("An order has unreadable extras.");

    private static TradeState ToTrade(SqliteDataReader row) => new(row.GetString(0), new Fill(
        row.GetInt64(1), row.GetInt64(2), row.GetDecimal(3), row.GetDecimal(4), row.GetDecimal(5), row.GetString(6),
        row.GetDateTimeOffset(7), row.GetBoolean(8)));

    private static ListState ToList(SqliteDataReader row) => new(row.GetInt64(0), row.GetString(1), row.GetString(2), AccountAt(row, 3))
    {
        WorkingOrderId = row.IsDBNull(5) ? null : row.GetInt64(5),
        IsPaidByWorking = row.GetBoolean(6),
        Collected = row.GetDecimal(7),
        ChangedAt = row.IsDBNull(8) ? default : row.GetDateTimeOffset(8),
    };

    private static AccountBalance ToBalance(SqliteDataReader row) => new(
        AccountAt(row, 0),
        new Balance(row.GetString(2), row.GetDecimal(3), row.GetDecimal(4)) { Borrowed = row.GetDecimal(5), Interest = row.GetDecimal(6) });

    private static LoanState ToLoan(SqliteDataReader row) => new(AccountAt(row, 0), new LoanRecord(
        row.GetInt64(2), Enum.Parse<LoanKind>(row.GetString(3)), row.GetString(4), row.GetDecimal(5), row.GetDecimal(6), row.GetDecimal(7),
        Enum.Parse<LoanStatus>(row.GetString(8)), row.GetBoolean(9), row.GetDateTimeOffset(10)));

    private static InterestState ToInterest(SqliteDataReader row) => new(AccountAt(row, 1), new InterestCharge(
        row.GetInt64(0), row.GetString(3), row.GetDecimal(4), row.GetDecimal(5), row.GetDecimal(6), row.GetBoolean(7), row.GetDateTimeOffset(8)));

    private static AccountKey AccountAt(SqliteDataReader row, int column) =>
        new(Enum.Parse<TradingAccount>(row.GetString(column)), row.GetString(column + 1));
}
