using System.Collections.Immutable;
using System.Text.Json;
using Executor.Core.Exchange;
using Executor.Simulator.Engine;
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
        using var transaction = connection.BeginTransaction(deferred: true); // one moment for all five tables
        return new EngineState
        {
            Symbols = All(connection, transaction,
                "SELECT rules, last_price, last_at, next_order_id, next_trade_id FROM symbols ORDER BY symbol", ToSymbol),
            Orders = All(connection, transaction, """
                SELECT symbol, order_id, client_order_id, list_id, side, type, time_in_force, price, stop_price, quantity, executed,
                    quote_executed, status, is_working, expiry_reason, amendments, updated_at FROM orders ORDER BY symbol, order_id
                """, ToOrder),
            Lists = All(connection, transaction, "SELECT id, symbol, client_order_id FROM lists ORDER BY id",
                row => new ListState(row.GetInt64(0), row.GetString(1), row.GetString(2))),
            Trades = All(connection, transaction, """
                SELECT symbol, trade_id, order_id, price, quantity, commission, commission_asset, at, is_maker FROM trades
                ORDER BY symbol, trade_id
                """, ToTrade),
            Balances = All(connection, transaction, "SELECT asset, free, locked FROM balances ORDER BY asset",
                row => new Balance(row.GetString(0), row.GetDecimal(1), row.GetDecimal(2))),
        };
    }

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
        return new SymbolState(rules, row.GetDecimal(1), row.GetDateTimeOffset(2), row.GetInt64(3), row.GetInt64(4));
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
        return new OrderState(report, Enum.Parse<TimeInForce>(row.GetString(6)), row.GetInt32(15));
    }

    private static TradeState ToTrade(SqliteDataReader row) => new(row.GetString(0), new Fill(
        row.GetInt64(1), row.GetInt64(2), row.GetDecimal(3), row.GetDecimal(4), row.GetDecimal(5), row.GetString(6),
        row.GetDateTimeOffset(7), row.GetBoolean(8)));
}
