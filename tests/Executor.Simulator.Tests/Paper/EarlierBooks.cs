using System.Text.Json;
using Executor.Simulator.Engine;
using Executor.Simulator.Tests.Engine;
using Microsoft.Data.Sqlite;

namespace Executor.Simulator.Tests.Paper;

/// <summary>Files as versions 1 and 2 of the books wrote them.</summary>
internal static class EarlierBooks
{
    private const string Version1 = """
        CREATE TABLE symbols (
            symbol TEXT PRIMARY KEY, rules TEXT NOT NULL, last_price TEXT NOT NULL, last_at TEXT NOT NULL,
            next_order_id INTEGER NOT NULL, next_trade_id INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE orders (
            symbol TEXT NOT NULL, order_id INTEGER NOT NULL, client_order_id TEXT NOT NULL, list_id INTEGER, side TEXT NOT NULL,
            type TEXT NOT NULL, time_in_force TEXT NOT NULL, price TEXT, stop_price TEXT, quantity TEXT NOT NULL, executed TEXT NOT NULL,
            quote_executed TEXT NOT NULL, status TEXT NOT NULL, is_working INTEGER NOT NULL, expiry_reason TEXT,
            amendments INTEGER NOT NULL, updated_at TEXT NOT NULL, PRIMARY KEY (symbol, order_id)) WITHOUT ROWID;
        CREATE TABLE lists (id INTEGER PRIMARY KEY, symbol TEXT NOT NULL, client_order_id TEXT NOT NULL);
        CREATE TABLE trades (
            symbol TEXT NOT NULL, trade_id INTEGER NOT NULL, order_id INTEGER NOT NULL, price TEXT NOT NULL, quantity TEXT NOT NULL,
            commission TEXT NOT NULL, commission_asset TEXT NOT NULL, at TEXT NOT NULL, is_maker INTEGER NOT NULL,
            PRIMARY KEY (symbol, trade_id)) WITHOUT ROWID;
        CREATE TABLE balances (asset TEXT PRIMARY KEY, free TEXT NOT NULL, locked TEXT NOT NULL) WITHOUT ROWID;
        PRAGMA user_version = 1;
        """;

    private const string Version2 = """
        CREATE TABLE feed_marks (symbol TEXT PRIMARY KEY, row_at TEXT NOT NULL) WITHOUT ROWID;
        PRAGMA user_version = 2;
        """;

    /// <summary>Writes a spot state; of version 2 with a feed mark at noon.</summary>
    public static void Write(string path, int version, EngineState state)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Run(connection, Version1);
        foreach (var symbol in state.Symbols)
        {
            Insert(connection, "symbols", symbol.Rules.Symbol, JsonSerializer.Serialize(symbol.Rules), symbol.LastPrice, symbol.LastAt,
                symbol.NextOrderId, symbol.NextTradeId);
        }
        foreach (var (report, timeInForce, amendments) in state.Orders)
        {
            Insert(connection, "orders", report.Symbol, report.OrderId, report.ClientOrderId, report.OrderListId, report.Side.ToString(),
                report.Type.ToString(), timeInForce.ToString(), report.Price, report.StopPrice, report.Quantity, report.ExecutedQuantity,
                report.QuoteQuantity, report.Status.ToString(), report.IsWorking, report.ExpiryReason, amendments, report.UpdatedAt);
        }
        foreach (var list in state.Lists)
            Insert(connection, "lists", list.Id, list.Symbol, list.ClientOrderId);
        foreach (var (symbol, fill) in state.Trades)
        {
            Insert(connection, "trades", symbol, fill.TradeId, fill.OrderId, fill.Price, fill.Quantity, fill.Commission,
                fill.CommissionAsset, fill.At, fill.IsMaker);
        }
        foreach (var row in state.Balances)
            Insert(connection, "balances", row.Balance.Asset, row.Balance.Free, row.Balance.Locked);
        if (version == 1)
            return;
        Run(connection, Version2);
        Insert(connection, "feed_marks", Bench.Symbol, Bench.Noon);
    }

    /// <summary>What those versions knew of a state: no times but the last, no numbers of changes.</summary>
    public static EngineState KnownTo(EngineState state) => state with
    {
        Symbols = [.. state.Symbols.Select(symbol => symbol with { NextExecutionId = 1 })],
        Orders = [.. state.Orders.Select(order => order with { CreatedAt = order.Report.UpdatedAt, WorkingAt = null })],
        Lists = [.. state.Lists.Select(list => list with { ChangedAt = default })],
    };

    private static void Insert(SqliteConnection connection, string table, params ReadOnlySpan<object?> values)
    {
        using var command = connection.CreateCommand();
        for (var index = 0; index < values.Length; index++)
            command.Parameters.AddWithValue("$" + index, values[index] ?? DBNull.Value);
        var names = command.Parameters.Cast<SqliteParameter>().Select(parameter => parameter.ParameterName);
#pragma warning disable CA2100 // literals of this class; every value is a parameter
        command.CommandText = $"INSERT INTO {table} VALUES ({string.Join(", ", names)})";
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // literals of this class only
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
